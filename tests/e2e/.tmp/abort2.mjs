import { chromium } from '@playwright/test';
const app = process.argv[2];
const b = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu'] });
const p = await (await b.newContext()).newPage();
let fail=0, fin=0;
p.on('requestfinished',r=>{ if(r.url().includes('access-code')) fin++; });
p.on('requestfailed',r=>{ if(r.url().includes('access-code')) {fail++;} });
await p.goto(app+'#/about');
for (const how of ['reader','text','readerSignal','readerKeep']) {
  fail=fin=0;
  await p.evaluate(async (how)=>{
    window.keep=[];
    for (let i=0;i<150;i++){
      const c=new AbortController();
      const r=await fetch('/api/gym/v1/customers/1237/access-code',{headers:{'X-Requested-By':'latchkey'},cache:'no-store',redirect:'error',mode:'same-origin',...(how==='reader'||how==='text'?{}:{signal:c.signal})});
      if(how==='readerKeep') keep.push(r,c);
      if(how==='text'){ await r.text(); continue; }
      const rd=r.body.getReader(); for(;;){const {done}=await rd.read(); if(done)break;}
    }
  }, how);
  await p.waitForTimeout(300);
  console.log(how,'fin',fin,'fail',fail);
}
await b.close();
