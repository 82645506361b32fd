# shellcheck shell=bash
# Installs system packages for scripts/setup.sh. Only Debian is supported: Ubuntu's `chromium` is a snap that a
# test driver cannot start, and other systems use other names.

on_debian() { [[ -r /etc/os-release ]] && (. /etc/os-release && [[ $ID == debian ]]) && command -v apt-get >/dev/null; }

is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo -n "$@"
  fi
}

# Asks for the sudo password once, if there is a terminal; the commands themselves run without a prompt.
become_root() {
  if ((EUID == 0)) || sudo -n true 2>/dev/null; then return; fi
  [[ -t 0 ]] && command -v sudo >/dev/null && sudo -v
}

# Package lists older than a day may contain versions that are gone from the servers.
refresh_lists() {
  if [[ -z $(find /var/lib/apt/lists -maxdepth 1 -type f -name '*_Packages*' -mtime -1 -print -quit 2>/dev/null) ]]; then
    quietly as_root apt-get update
  fi
}

# install_packages WHY PACKAGE...
#
# --no-remove, because some packages conflict with installed ones: Debian's rustc-web would replace rustc and
# rustup.
install_packages() {
  local why=$1
  shift
  if ! on_debian; then
    fail "missing: $why." "this is not Debian, so install by hand what Debian calls: $*"
  fi
  echo "Installing Debian's $*: $why."
  if ! become_root; then
    fail "installing packages needs root, or sudo." "as root: apt-get update && apt-get install $*"
  fi
  if ! { refresh_lists &&
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends --no-remove \
      -o DPkg::Lock::Timeout=300 "$@"; }; then
    fail "apt-get could not install $* (its output is above)." "as root: apt-get update && apt-get install $*"
  fi
}
