"""What a deploy does at its target, as scripts of a POSIX shell and Debian's coreutils: the same on a server and in a folder here.

A target is a folder: ``releases/<name>`` are whole sites, ``current`` is a link to the live one, ``.lock`` says who deploys.
Each script begins with the folder as ``$1``. What may be stopped at any moment is begun in a folder of its own name and renamed.
"""

#: How many releases stay for going back.
KEPT = 5
#: Exit codes of the scripts, beside 0 and what programs give when they fail (a full disk).
IS_SITE, LOCKED, OTHERWISE, NOT_OURS, NOT_WHOLE, NO_OTHER, UNCHECKED = 70, 75, 76, 77, 78, 79, 80

_HEAD = f"""\
set -eu
umask 022
LC_ALL=C
export LC_ALL
folder=$1
token=${{2-}}
live() {{ if [ -L "$folder/current" ]; then basename "$(readlink "$folder/current")"; fi; }}
ours() {{ grep -q "^$token " "$folder/.lock/owner" 2>/dev/null; }}
# By renaming: a lock is there with its owner, or it is not there.
lock() {{
    mkdir "$folder/.lock-$token"
    printf '%s %s\\n' "$token" "$1" > "$folder/.lock-$token/owner"
    mv -T "$folder/.lock-$token" "$folder/.lock" 2>/dev/null && return 0
    rm -rf "$folder/.lock-$token"
    cat "$folder/.lock/owner" 2>/dev/null || true
    exit {LOCKED}
}}
unlock() {{
    if ours; then
        mv -T "$folder/.lock" "$folder/.lock-$token.done"
        rm -rf "$folder/.lock-$token.done"
    fi
}}
"""

#: Prints the name of the live release and its manifest. Changes nothing.
LOOK = (
    _HEAD
    + f"""
[ -d "$folder" ] || exit 0
if [ -e "$folder/index.html" ] || {{ [ -e "$folder/current" ] && [ ! -L "$folder/current" ]; }}; then exit {IS_SITE}; fi
live
if [ -f "$folder/current/manifest.json" ]; then cat "$folder/current/manifest.json"; fi
"""
)


#: Prints the head of each file named from ``$2`` on, of the live release; a line of a sign that no page has ends each.
HEADS = (
    _HEAD
    + """
shift
for path in "$@"; do
    head -c 4096 "$folder/current/$path" 2>/dev/null || true
    printf '\\n\\036\\n'
done
"""
)

#: Takes the lock of ``$2`` (a token), told to others as ``$3``; ``$4`` is the live release that was looked at, ``$5`` the
#: token of the owner whose place is taken, ``$6`` is "all" where nothing is to be linked. Then links the live release into a new folder.
BEGIN = (
    _HEAD
    + f"""
mkdir -p "$folder/releases"
if [ -n "$5" ] && grep -q "^$5 " "$folder/.lock/owner" 2>/dev/null || [ "$5" = "?" ]; then
    mv -T "$folder/.lock" "$folder/.lock-$2.old" 2>/dev/null && rm -rf "$folder/.lock-$2.old"
fi
lock "$3"
if [ "$(live)" != "$4" ]; then unlock; exit {OTHERWISE}; fi
rm -rf "$folder"/releases/.incoming-* "$folder"/.current-* "$folder"/.lock-*
new="$folder/releases/.incoming-$2"
if [ -n "$4" ] && [ "$6" != all ]; then cp -al "$folder/releases/$4" "$new"; else mkdir "$new"; fi
"""
)

#: Deletes the files that come on standard input, an end-of-text sign after each, from what comes in by the token ``$2``.
DELETE = (
    _HEAD
    + f"""
ours || exit {NOT_OURS}
cd "$folder/releases/.incoming-$2"
xargs -0 -r rm -f --
find . -mindepth 1 -depth -type d -empty -delete
"""
)

#: Compares what came in by the token ``$2`` with its manifest, whose SHA-256 is ``$4``, and that of its signature ``$5`` ("-": none);
#: ``$6`` is the number of files. Whole: it becomes the release ``$3``, and the live one. Else prints a line for each file that is wrong.
FINISH = (
    _HEAD
    + f"""
ours || exit {NOT_OURS}
new="$folder/releases/.incoming-$2"
cd "$new"
{{
    echo "$4  ./manifest.json"
    if [ "$5" != - ]; then echo "$5  ./manifest.json.sig"; fi
    sed -n 's/^{{"path": "\\(.*\\)", "size": [0-9]*, "sha256": "\\([0-9a-f]*\\)"}}.*$/\\2  .\\/\\1/p' manifest.json
}} > "../.incoming-$2.sums"
sed 's/^[0-9a-f]*  //' "../.incoming-$2.sums" | sort > "../.incoming-$2.wanted"
find . ! -type d | sort > "../.incoming-$2.there"
comm -13 "../.incoming-$2.wanted" "../.incoming-$2.there" > "../.incoming-$2.more"
find . ! -type d ! -type f > "../.incoming-$2.links"
code=0
sha256sum -c --quiet --strict "../.incoming-$2.sums" > "../.incoming-$2.bad" 2>/dev/null || code=$?
if [ $code -ne 0 ] && [ ! -s "../.incoming-$2.bad" ]; then exit {UNCHECKED}; fi
if [ -s "../.incoming-$2.bad" ] || [ -s "../.incoming-$2.more" ] || [ -s "../.incoming-$2.links" ]; then
    sed 's/^/+ /' "../.incoming-$2.more" "../.incoming-$2.links"
    sed 's/: FAILED.*$//; s/^/- /' "../.incoming-$2.bad"
    exit {NOT_WHOLE}
fi
# As many as are announced: a tool that is missing or another one would find fault with nothing.
[ "$(wc -l < "../.incoming-$2.sums")" -eq "$6" ] || exit {UNCHECKED}
cd /
rm -f "$folder/releases/.incoming-$2".*
sync -f "$folder" 2>/dev/null || sync
ours || exit {NOT_OURS}
if [ "$(live)" != "$3" ]; then
    rm -rf "$folder/releases/$3"
    mv "$new" "$folder/releases/$3"
    ln -s "releases/$3" "$folder/.current-$2"
    mv -T "$folder/.current-$2" "$folder/current"
fi
ls "$folder/releases" | grep '^[0-9]' | sort -r | tail -n +{KEPT + 1} | while read -r old; do
    if [ "$old" != "$3" ]; then rm -rf "$folder/releases/$old"; fi
done
rm -rf "$new"
unlock
"""
)

#: Gives the lock of the token ``$2`` back, and deletes what came in by it.
GIVE_UP = (
    _HEAD
    + """
rm -rf "$folder/releases/.incoming-$2" "$folder"/releases/.incoming-"$2".*
unlock
"""
)

#: Lists the releases, the newest first, the live one with a star.
LIST = (
    _HEAD
    + """
[ -d "$folder/releases" ] || exit 0
ls "$folder/releases" | grep '^[0-9]' | sort -r | while read -r each; do
    if [ "$each" = "$(live)" ]; then echo "* $each"; else echo "  $each"; fi
done
"""
)

#: Makes the release ``$3`` live, or where it is "" the one before the live one; prints its name. ``$2`` is the token of a lock.
ROLLBACK = (
    _HEAD
    + f"""
ours || exit {NOT_OURS}
to=$3
if [ -z "$to" ]; then
    now=$(live)
    to=$(ls "$folder/releases" | grep '^[0-9]' | sort -r | awk -v now="$now" 'found {{ print; exit }} $0 == now {{ found = 1 }}')
fi
if [ -z "$to" ] || [ ! -f "$folder/releases/$to/manifest.json" ]; then exit {NO_OTHER}; fi
ln -s "releases/$to" "$folder/.current-$2"
mv -T "$folder/.current-$2" "$folder/current"
unlock
echo "$to"
"""
)

#: Takes the lock of ``$2`` alone, told to others as ``$3``; ``$4`` as ``$5`` of ``BEGIN``.
LOCK = (
    _HEAD
    + f"""
[ -d "$folder/releases" ] || exit {NO_OTHER}
if [ -n "$4" ] && grep -q "^$4 " "$folder/.lock/owner" 2>/dev/null || [ "$4" = "?" ]; then
    mv -T "$folder/.lock" "$folder/.lock-$2.old" 2>/dev/null && rm -rf "$folder/.lock-$2.old"
fi
lock "$3"
"""
)
