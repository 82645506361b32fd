-- Takes the reports that browsers send when the content security policy or a digest refuses something. Logs which
-- rule it was and the kind of what was refused, and nothing that could name a person: no address, no browser.

require "apache2"

local MAX_BYTES = 16384
local MAX_REPORTS = 20

-- Returns what was refused, as a kind.
local function kind_of(blocked)
  if blocked == "" or not blocked then return "unknown" end
  local scheme = blocked:match("^([%a][%w+.-]*):")
  if not scheme then return blocked:match("^[%a-]+$") and #blocked <= 30 and blocked or "other" end
  return #scheme <= 30 and scheme:lower() .. ":" or "other"
end

function handle(r)
  if r.method ~= "POST" then return 405 end
  local length = tonumber(r.headers_in["Content-Length"] or "")
  if not length or length > MAX_BYTES then return 413 end
  local body = r:requestbody() or ""
  local count = 0
  for directive in body:gmatch('"effective%-?[dD]irective"%s*:%s*"([%a-]+)"') do
    count = count + 1
    if count > MAX_REPORTS then break end
    local blocked = body:match('"blocked%-?[uU][rR][iIlL]"%s*:%s*"([^"]*)"')
    r:warn("csp-report " .. directive:sub(1, 40) .. " refused " .. kind_of(blocked))
  end
  r.status = 204
  return apache2.OK
end
