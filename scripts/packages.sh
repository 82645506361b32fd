# shellcheck shell=bash
# Installs Debian packages, for scripts/setup.sh. Other systems are not covered: they name the packages
# differently, and Ubuntu's `chromium` is a snap, which a test driver cannot start. Sourced, never run.

on_debian() {
  [[ -r /etc/os-release ]] && (. /etc/os-release && [[ $ID == debian ]]) && command -v apt-get >/dev/null
}

is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo -n "$@"
  fi
}

# Asks for sudo's password once, on a terminal only. Later commands run without asking.
become_root() {
  if ((EUID == 0)) || sudo -n true 2>/dev/null; then return; fi
  [[ -t 0 ]] && command -v sudo >/dev/null && sudo -v
}

# Updates the package lists if they are older than a day. Old lists name versions that servers no longer have.
update_lists() {
  local fresh
  fresh=$(find /var/lib/apt/lists -maxdepth 1 -type f -name '*_Packages*' -mtime -1 -print -quit 2>/dev/null)
  if [[ -z $fresh ]]; then as_root apt-get update; fi
}

# apt_install PACKAGE...
#
# Uses --no-remove because Debian's rustc-web conflicts with rustc and rustup, which must stay. Completes an
# interrupted dpkg run first.
apt_install() {
  update_lists &&
    as_root dpkg --configure -a &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends --no-remove \
      -o DPkg::Lock::Timeout=300 "$@"
}

# install_packages PACKAGE...: installs those of the packages that are missing, or fails with advice.
install_packages() {
  local package missing=()
  for package in "$@"; do
    if ! is_installed "$package"; then missing+=("$package"); fi
  done
  if ((${#missing[@]} == 0)); then return; fi
  if ! on_debian; then
    fail "this is not Debian, so system packages are not installed automatically." \
      "install by hand what Debian calls ${missing[*]}, then run this again."
  fi
  if ! become_root; then
    fail "installing packages needs root, or sudo." "as root: apt-get update && apt-get install ${missing[*]}"
  fi
  if ! step_is_critical=1 run_step "Installing Debian's ${missing[*]}" apt_install "${missing[@]}"; then
    fail "apt-get could not install ${missing[*]} (the end of its output is above)." \
      "as root: apt-get update && apt-get install ${missing[*]}"
  fi
}

# unpack_package PACKAGE FOLDER: unpacks a package into a folder, without installing it. The libraries it needs are Debian's basic
# ones.
unpack_package() {
  local download status=0
  download=$(mktemp -d)
  # apt-get drops root's rights for a download.
  chmod 755 "$download"
  update_lists || true
  (cd "$download" && apt-get download "$1") && dpkg-deb -x "$download"/*.deb "$2" || status=$?
  rm -rf "$download"
  return "$status"
}
