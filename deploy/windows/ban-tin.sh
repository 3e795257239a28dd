#!/bin/bash
# The Linux half of ban-tin.cmd: starts the newsdesk of the site in the folder $1 and opens it in the browser of Windows, once it answers.
# BAN_TIN_OPEN names another program that opens an address.
set -u
site=${1:-trang}
case $site in /*) ;; *) site=$HOME/$site ;; esac
# Where pipx puts programs, also before anybody logged in anew.
PATH=$PATH:$HOME/.local/bin

open_page() {
    if [ -n "${BAN_TIN_OPEN:-}" ]; then
        "$BAN_TIN_OPEN" "$1"
    elif command -v explorer.exe >/dev/null; then
        # It says 1, whatever comes of it.
        explorer.exe "$1" || true
    else
        xdg-open "$1" >/dev/null 2>&1 || true
    fi
}

if ! command -v ban-tin >/dev/null; then
    echo "Chưa cài Bản Tin trong phần Linux. Nhờ người cài máy làm theo docs/cai-dat-windows.md, bước 3."
    exit 1
fi
if [ ! -f "$site/site.toml" ]; then
    echo "Không thấy trang ở $site (thiếu tệp site.toml). Sửa dòng BAN_TIN_SITE trong ban-tin.cmd."
    exit 1
fi
cd "$site" || exit 1
opened=
echo "Đang mở bàn biên tập, chờ vài giây …"
ban-tin preview | while IFS= read -r line; do
    printf '%s\n' "$line"
    # The first line with an address: it answers from now on.
    if [ -z "$opened" ] && [[ $line =~ (http://localhost:[0-9]+)/ ]]; then
        opened=yes
        open_page "${BASH_REMATCH[1]}/__newsdesk/"
        echo "Xong việc thì đóng cửa sổ này."
    fi
done
exit "${PIPESTATUS[0]}"
