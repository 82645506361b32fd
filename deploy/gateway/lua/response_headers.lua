-- Lets only the headers of an API's answer through that the page reads. Others could set cookies, allow other
-- sites to read, or send the browser elsewhere.

local ALLOWED = {
  ["content-type"] = true,
  ["content-length"] = true,
  ["content-encoding"] = true,
  date = true,
  ["retry-after"] = true,
}

function keep_needed(r)
  for name in pairs(r:headers_out_table()) do
    if not ALLOWED[name:lower()] then r.headers_out[name] = nil end
  end
  coroutine.yield()
  while bucket do
    coroutine.yield(bucket)
  end
end
