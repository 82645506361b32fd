-- Answers GET /session: the name of the person who is signed in. httpd has checked the session before.

require "apache2"

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\" }

-- Returns a text as JSON string. Control characters are left out; other bytes are UTF-8 already.
local function quote(text)
  return '"' .. text:gsub("%c", ""):gsub('["\\]', ESCAPES) .. '"'
end

function handle(r)
  local name = r.subprocess_env["LATCHKEY_NAME"] or ""
  r.content_type = "application/json; charset=utf-8"
  r:puts('{"name":', quote(name), "}")
  return apache2.OK
end
