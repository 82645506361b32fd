#!/bin/sh
# Sets a secret of a host on the server, as root. Reads it from the terminal without showing it, or from a pipe:
#
#   set-secret.sh HOST gym-key          the studio's API key
#   set-secret.sh HOST identity-token   the token for the activation codes (IDENTITY_CREDENTIAL=service)
#   set-secret.sh HOST sign-in          the OpenID client's secret, the passphrase of sessions, redis' password
#
# Replaces the file in one step, checks the configuration and makes httpd read it. Nothing is printed, and no secret
# is an argument, which other users could see.
set -eu
umask 077

CONFIG_DIR=${CONFIG_DIR:-/etc/latchkey}
RELOAD=${RELOAD:-apache2ctl configtest && apache2ctl graceful}

usage() {
  sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
[ $# -eq 2 ] || usage
host=$1 kind=$2
case $host in
*[!a-z0-9.-]* | '' | .*) echo "\"$host\" is no host name." >&2; exit 2 ;;
esac
case $kind in gym-key | identity-token | sign-in) ;; *) usage ;; esac
if [ "$(id -u)" -ne 0 ] && [ -z "${LATCHKEY_TEST:-}" ]; then
  echo "Only root may set secrets." >&2
  exit 1
fi

# ask WHAT: prints one line from the terminal or the pipe, after checking it.
ask() {
  if [ -t 0 ]; then
    printf '%s: ' "$1" >&2
    stty -echo
    trap 'stty echo' EXIT
    IFS= read -r value || value=
    stty echo
    trap - EXIT
    echo >&2
  else
    IFS= read -r value || [ -n "$value" ] || value=
  fi
  case $value in
  '') echo "$1 is empty; nothing was changed." >&2; exit 1 ;;
  # What could end a quoted word of the configuration, or begin an expression.
  *[!A-Za-z0-9._~+/=@:!?*,\;-]*)
    echo "$1 has a character that may not be in it (letters, digits and . _ ~ + / = @ : ! ? * , ; - may); nothing was changed." >&2
    exit 1
    ;;
  esac
  printf '%s' "$value"
}

folder=$CONFIG_DIR/secret/$host
mkdir -p "$folder"
chmod 700 "$CONFIG_DIR/secret" "$folder"
file=$folder/$kind.conf
new=$(mktemp "$folder/.new.XXXXXX")
trap 'rm -f "$new"' EXIT

case $kind in
gym-key)
  key=$(ask "API key")
  printf 'RequestHeader set X-API-KEY "%s"\n' "$key" >"$new"
  ;;
identity-token)
  token=$(ask "Token, without the word Bearer")
  printf 'RequestHeader set Authorization "Bearer %s"\n' "$token" >"$new"
  ;;
sign-in)
  secret=$(ask "The client's secret from the provider")
  password=$(ask "Password of redis")
  # A new passphrase ends all sessions, so that the one in use is kept.
  passphrase=$(sed -n 's/^OIDCCryptoPassphrase "\(.*\)"$/\1/p' "$file" 2>/dev/null || true)
  [ -n "$passphrase" ] || passphrase=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
  printf 'OIDCClientSecret "%s"\nOIDCCryptoPassphrase "%s"\nOIDCRedisCachePassword "%s"\n' \
    "$secret" "$passphrase" "$password" >"$new"
  ;;
esac

old=
if [ -f "$file" ]; then
  old=$folder/.old.$kind
  cp -p "$file" "$old"
fi
mv "$new" "$file"
trap - EXIT
if ! sh -c "$RELOAD"; then
  if [ -n "$old" ]; then mv "$old" "$file"; else rm -f "$file"; fi
  echo "httpd did not take it; the file is as it was." >&2
  exit 1
fi
[ -z "$old" ] || rm -f "$old"
echo "Set $kind of $host; httpd has read it."
