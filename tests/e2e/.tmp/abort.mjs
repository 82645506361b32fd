import { chromium } from '@playwright/test';
const app = process.argv[2];
const b = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu'] });
let n=0;
for (let i=0;i<25;i++){
  const p = await (await b.newContext()).newPage();
  const ev=[]; const t0=Date.now();
  await p.addInitScript(()=>{ const oa=AbortController.prototype.abort; window.aborts=[]; AbortController.prototype.abort=function(r){window.aborts.push(new Error().stack); return oa.call(this,r)}; const oc=ReadableStreamDefaultReader.prototype.cancel; ReadableStreamDefaultReader.prototype.cancel=function(r){window.aborts.push('cancel'); return oc.call(this,r)}; });
  p.on('requestfinished',r=>ev.push([Date.now()-t0,'fin',r.url().slice(-20)]));
  p.on('requestfailed',r=>ev.push([Date.now()-t0,'FAIL',r.url().slice(-20)]));
  await p.goto(app+'#/access/gym/1237');
  await p.getByText('0071930465528817402',{exact:true}).waitFor();
  await p.waitForTimeout(300);
  const f = ev.filter(e=>e[1]=='FAIL');
  if(f.length){n++; console.log(i, JSON.stringify(ev), await p.evaluate(()=>window.aborts)); }
  await p.context().close();
}
console.log('failures', n);
await b.close();
