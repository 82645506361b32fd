-- Lets only the headers through that the APIs need. Everything else a browser or an attacker sends ends here:
-- cookies, credentials, X-HTTP-Method-Override, X-Original-URL and what else an API might listen to.
-- The gateway adds host, Accept and credential afterwards.

require "apache2"

local PATTERNS = {
  host = "^.*$",
  ["accept-language"] = "^[%w%-,;=%.%* ]+$",
  ["content-type"] = "^application/json$",
  ["content-length"] = "^%d+$",
}

function keep_needed(r)
  for name, value in pairs(r:headers_in_table()) do
    local pattern = PATTERNS[name:lower()]
    if not pattern or #value > 200 or not value:match(pattern) then r.headers_in[name] = nil end
  end
  return apache2.DECLINED
end
