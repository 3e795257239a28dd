"""What a deploy does at its target, as scripts of a POSIX shell and Debian's coreutils: the same on a server and in a folder here.

A target is a folder: ``releases/<name>`` are whole sites, ``current`` is a link to the live one, ``.lock`` says who deploys.
Each script begins with the folder as ``$1``. What may be stopped at any moment is begun in a folder of its own name and renamed.
"""

#: How many releases stay for going back.
KEPT = 5
#: Exit codes of the scripts, beside 0 and what programs give when they fail (a full disk).
IS_SITE, LOCKED, OTHERWISE, NOT_OURS, NOT_WHOLE, NO_OTHER, UNCHECKED = 70, 75, 76, 77, 78, 79, 80

#: What tells whether a file is still as it was, behind its path and a tab: inode, size, when it was written (mtime) and when anything of it
#: changed (ctime); behind another tab its type. No path of a manifest has a tab.
_STAMP = r"%p\t%i %s %T@ %C@\t%y\n"
#: Files that are put onto the disk one by one; for more of them, all of the disk is.
_FEW = 1000

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
    # Whoever has the lock just then sweeps up what others left: that is no error.
    if ! printf '%s %s\\n' "$token" "$1" > "$folder/.lock-$token/owner" && [ -d "$folder/.lock-$token" ]; then exit 1; fi
    mv -T "$folder/.lock-$token" "$folder/.lock" 2>/dev/null && return 0
    rm -rf "$folder/.lock-$token"
    cat "$folder/.lock/owner" 2>/dev/null || true
    exit {LOCKED}
}}
# By renaming: ``ln -sfn`` deletes first.
show() {{
    ln -s "releases/$1" "$folder/.current-$token"
    mv -T "$folder/.current-$token" "$folder/current"
}}
unlock() {{
    if ours; then
        mv -T "$folder/.lock" "$folder/.lock-$token.done"
        rm -rf "$folder/.lock-$token.done"
    fi
}}
"""

#: Prints the name of the live release and its manifest; of one whose SHA-256 is among ``$3``, which is known, "= " and that. Changes nothing.
LOOK = (
    _HEAD
    + f"""
[ -d "$folder" ] || exit 0
if [ -e "$folder/index.html" ] || {{ [ -e "$folder/current" ] && [ ! -L "$folder/current" ]; }}; then exit {IS_SITE}; fi
live
if [ -f "$folder/current/manifest.json" ]; then
    sum=
    if [ -n "${{3-}}" ]; then sum=$(sha256sum < "$folder/current/manifest.json" | cut -d' ' -f1); fi
    case " ${{3-}} " in
    *" ${{sum:-none}} "*) echo "= $sum" ;;
    *) cat "$folder/current/manifest.json" ;;
    esac
fi
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
#: token of the owner whose place is taken, ``$6`` is "all" where nothing is to be linked. Then has the live release in a new folder,
#: by links: those that ``TIDY`` made beforehand (says "known" then), or, also where ``$6`` is "full", new ones; prints a line for what is no file.
BEGIN = (
    _HEAD
    + f"""
mkdir -p "$folder/releases"
if [ -n "$5" ] && grep -q "^$5 " "$folder/.lock/owner" 2>/dev/null || [ "$5" = "?" ]; then
    mv -T "$folder/.lock" "$folder/.lock-$2.old" 2>/dev/null && rm -rf "$folder/.lock-$2.old"
fi
lock "$3"
if [ "$(live)" != "$4" ]; then unlock; exit {OTHERWISE}; fi
# What nobody can delete stays, here and wherever something is tidied: it must stop no deploy.
rm -rf "$folder"/releases/.incoming-* "$folder"/.current-* "$folder"/.lock-* || true
new="$folder/releases/.incoming-$2"
if [ -z "$4" ] || [ "$6" = all ]; then
    mkdir "$new"
elif [ "$6" = full ] || [ ! -f "$folder/releases/.marks-$4" ] || ! mv -T "$folder/releases/.next-$4" "$new" 2>/dev/null; then
    # What belongs to another user can't be linked: nobody published that. Where nothing can be linked, that is not why.
    if ! cp -al "$folder/releases/$4" "$new" 2> "$new.said"; then
        if grep -q 'No space left' "$new.said" || [ -z "$(find "$new" -type f 2>/dev/null | head -n 1)" ]; then
            cat "$new.said" >&2
            exit 1
        fi
        (cd "$folder/releases/$4" && find . ! -type d) | sort > "$new.had"
        (cd "$new" && find . ! -type d) | sort | comm -23 "$new.had" - | sed 's/^/+ /'
    fi
    # What somebody made a link leads elsewhere: nothing is to be written or deleted behind it.
    (cd "$new" && find . ! -type d ! -type f -printf '+ %p\\n' -delete)
else
    echo known
fi
"""
)

#: Prints "touched" where files of the live release are not those any more that ``TIDY`` noted, or may not be.
LOOK_OVER = (
    _HEAD
    + f"""
now=$(live)
marks="$folder/releases/.marks-$now"
if [ -n "$now" ] && [ -d "$folder/releases/$now" ] && [ -f "$marks" ]; then
    noted=$(sha256sum < "$marks")
    is=$(cd "$folder/releases/$now" && find . ! -type d -printf '{_STAMP}' | sort | sha256sum)
    if [ "$noted" = "$is" ]; then exit 0; fi
fi
echo touched
"""
)

#: Deletes the files that come on standard input, an end-of-text sign after each, from what comes in by the token ``$2``.
DELETE = (
    _HEAD
    + f"""
ours || exit {NOT_OURS}
cd "$folder/releases/.incoming-$2"
cat > "$folder/releases/.incoming-$2.gone"
# A folder too: somebody may have made one of a file there.
xargs -0 rm -rf -- < "$folder/releases/.incoming-$2.gone"
# Folders that are empty then, each with those above it.
xargs -0 dirname -z -- < "$folder/releases/.incoming-$2.gone" | sort -zu | grep -zvx '\\.' | xargs -0 -r rmdir -p --ignore-fail-on-non-empty -- 2>/dev/null || true
"""
)

#: Compares what came in by the token ``$2`` with its manifest, whose SHA-256 is ``$4``, and that of its signature ``$5`` ("-": none);
#: ``$6`` is the number of files. Whole: it becomes the release ``$3``, and the live one. Else prints a line for each file that is wrong.
#: A file that was linked and is as ``TIDY`` noted it, by inode, size and both times, is not read again, but where ``$7`` is "full":
#: whoever writes into a file can set one of the times back, the other one (ctime) only as root.
#: All lists are sorted by path, the manifest is too: what differs is found in one pass. Each has a path, a tab, and what is known of it.
FINISH = (
    _HEAD
    + f"""
ours || exit {NOT_OURS}
new="$folder/releases/.incoming-$2"
cd "$new"
work="$folder/releases/.incoming-$2"
{{
    printf './manifest.json\\t%s\\n' "$4"
    # A signature that is there would be that of the release before.
    if [ "$5" != - ]; then printf './manifest.json.sig\\t%s\\n' "$5"; else rm -f manifest.json.sig; fi
}} > "$work.heads"
awk -F'"' '$2 == "path" {{ print "./" $4 "\\t" $10 }}' manifest.json > "$work.files"
sort -m "$work.heads" "$work.files" > "$work.digests"
look() {{
    find . \\( -type d ! -perm -755 -o -type f ! -perm -644 \\) -fprintf "$work.closed" '%p\\0' , ! -type d -printf '{_STAMP}' > "$work.unsorted"
}}
# For whoever serves it, also what lay here before: a deploy by another umask, or somebody's chmod.
look || [ -s "$work.closed" ]
if [ -s "$work.closed" ]; then
    xargs -0 chmod u+rw,go+r,a+X -- < "$work.closed"
    look
fi
sort "$work.unsorted" > "$work.marks"
was=../.marks-$(live) knew=../.digests-$(live)
if [ "$7" = full ] || [ ! -f "$was" ] || [ ! -f "$knew" ]; then was=/dev/null knew=/dev/null; fi
cut -f1 "$work.digests" > "$work.wanted"
cut -f1 "$work.marks" > "$work.there"
comm --nocheck-order -13 "$work.wanted" "$work.there" > "$work.more"
comm --nocheck-order -23 "$work.wanted" "$work.there" > "$work.missing"
comm --nocheck-order -13 "$was" "$work.marks" > "$work.fresh"
comm --nocheck-order -12 "$was" "$work.marks" > "$work.known"
comm --nocheck-order -13 "$knew" "$work.digests" > "$work.other"
awk -F'\\t' '$3 != "f" {{ print $1 }}' "$work.fresh" > "$work.links"
{{ cut -f1 "$work.heads" "$work.fresh" "$work.other"; }} | sort -u > "$work.paths"
join -t '	' "$work.paths" "$work.digests" > "$work.pairs"
awk -F'\\t' '{{ print $2 "  " $1 }}' "$work.pairs" > "$work.unread"
code=0
sha256sum -c --quiet --strict "$work.unread" > "$work.bad" 2>/dev/null || code=$?
if [ $code -ne 0 ] && [ ! -s "$work.bad" ]; then exit {UNCHECKED}; fi
if [ -s "$work.bad" ] || [ -s "$work.more" ] || [ -s "$work.missing" ] || [ -s "$work.links" ]; then
    sort -u "$work.more" "$work.links" | sed 's/^/+ /'
    sed 's/: FAILED.*$//' "$work.bad" | sort -u - "$work.missing" | sed 's/^/- /'
    exit {NOT_WHOLE}
fi
# As many as are announced, read or known: a tool that is missing or another one would find fault with nothing.
count() {{ wc -l < "$work.$1"; }}
[ "$(count digests)" -eq "$6" ] && [ "$(count there)" -eq "$6" ] && [ "$(($(count fresh) + $(count known)))" -eq "$6" ] || exit {UNCHECKED}
[ "$(count unread)" -eq "$(count paths)" ] || exit {UNCHECKED}
cd ..
# What came in, on the disk before it is shown; what is linked is there since ``TIDY``. All of the disk takes as long as others keep it busy.
if [ "$(count paths)" -gt {_FEW} ] || [ "$was" = /dev/null ] || ! (cd "$new" && {{ cat "$work.paths"; sed 's,/[^/]*$,,' "$work.paths" | sort -u; }} | tr '\\n' '\\0' | xargs -0 sync) 2>/dev/null; then
    sync -f "$folder" 2>/dev/null || sync
fi
ours || exit {NOT_OURS}
# The same release again, to be put right: readers have a copy of the right one while it is replaced.
if [ "$(live)" = "$3" ] && [ -d "$3" ]; then
    cp -al "$new" ".was-$2"
    show ".was-$2"
fi
# A folder of another user can't be deleted, but moved away.
rm -rf "$3" 2>/dev/null || mv -T "$3" ".was-$2.old"
mv -T "$new" "$3"
mv "$work.digests" "$work.was"
show "$3"
# It is live: nothing may fail any more.
mv "$work.was" ".digests-$3" || true
rm -f "$work".* || true
"""
)

#: After the release ``$3`` went live: forgets the oldest, links the live one for the next deploy, notes the stamps of its files,
#: and gives the lock of the token ``$2`` back. Readers have the new site meanwhile; without this the next deploy takes longer.
#: ``$4`` is the release that was live, where it was linked beforehand ("" else): what somebody did to its folder since is not in the new one,
#: but known; prints a line for each file there that is not as it was published any more, and before all else: to delete a link is a change too.
TIDY = (
    _HEAD
    + f"""
ours || exit {NOT_OURS}
cd "$folder/releases"
new="$folder/releases/.incoming-$2"
lines() {{ if [ -f "$1" ]; then wc -l < "$1"; else echo "no $1"; fi; }}
# Both lists whole: of one that was cut off, all that it lacks would be somebody's.
if [ -n "$4" ] && [ -d "$4" ] && [ "$(lines ".marks-$4")" = "$(lines ".digests-$4")" ]; then (
    cd "$4"
    find . ! -type d -printf '{_STAMP}' | sort > "$new.marks"
    comm --nocheck-order -3 "../.marks-$4" "$new.marks" | sed 's/^\\t//' | cut -f1 | sort -u > "$new.touched"
    join -t '	' "$new.touched" "../.digests-$4" | awk -F'\\t' '{{ print $2 "  " $1 }}' > "$new.pairs"
    sha256sum -c --quiet "$new.pairs" 2>/dev/null | sed 's/: FAILED.*$//; s/^/- /' || true
    cut -f1 "../.digests-$4" | comm -13 - "$new.touched" | sed 's/^/+ /'
) fi
mv ".digests-$3" "$new.digests" 2>/dev/null || true
rm -rf .next-* .marks-* .digests-* .stamps-* .sums-* .was-* 2>/dev/null || true
stamps() {{ (cd "$1" && find . ! -type d -printf '{_STAMP}') | sort; }}
# What is too old has most of the files: only what differs is unlinked and linked, which on a slow disk spares minutes.
ls | grep '^[0-9]' | sort -r | tail -n +{KEPT + 1} | grep -vx "$3" > "$new.old" || true
oldest=$(head -n 1 "$new.old")
tail -n +2 "$new.old" | while read -r old; do rm -rf "$old" 2>/dev/null || true; done
linked=
if [ -n "$oldest" ] && mv -T "$oldest" "$new"; then
    stamps "$3" > "$new.live"
    stamps "$new" > "$new.had"
    comm --nocheck-order -3 "$new.had" "$new.live" | sed 's/^\\t//' | cut -f1 | sort -u > "$new.differ"
    cut -f1 "$new.live" | comm -12 - "$new.differ" > "$new.wanted"
    # Somebody's file with a line end in its name would stand there as two, and the second might be anywhere.
    if ! grep -qv '^\\./' "$new.had"; then (
        cd "$new"
        tr '\\n' '\\0' < "$new.differ" | xargs -0 -r rm -f --
        # Also of a folder that is a file now.
        find . -mindepth 1 -type d -empty -delete
        cd "../$3"
        tr '\\n' '\\0' < "$new.wanted" | xargs -0 -r cp -al --parents -t "$new" --
    ) && linked=1; fi
fi
if [ -z "$linked" ]; then
    rm -rf "$new" && cp -al "$3" "$new" && linked=1 || true
fi
# After all links: another one, or one less, changes the time in the stamp.
if [ -n "$linked" ] && (cd "$3" && find . -type f -printf '{_STAMP}') | sort > "$new.marks"; then
    # Written after all links were made: what is known of it is on the disk when they are, in the order of every journal.
    sync "$new.marks" "$new" 2>/dev/null || sync
    mv -T "$new.digests" ".digests-$3"
    mv -T "$new.marks" ".marks-$3"
    mv -T "$new" ".next-$3"
fi
rm -rf .incoming-* || true
unlock
"""
)

#: Gives the lock of the token ``$2`` back, and deletes what came in by it.
GIVE_UP = (
    _HEAD
    + """
rm -rf "$folder/releases/.incoming-$2" "$folder"/releases/.incoming-"$2".* || true
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
#: One that lacks files, or has others than its manifest says by their size, as after half a restore, is left alone.
ROLLBACK = (
    _HEAD
    + f"""
ours || exit {NOT_OURS}
to=$3
if [ -z "$to" ]; then
    now=$(live)
    # Also where the live one is gone, or none is live.
    to=$(ls "$folder/releases" | grep '^[0-9]' | sort -r | awk -v now="$now" 'now == "" || $0 "" < now "" {{ print; exit }}')
fi
if [ -z "$to" ] || [ ! -f "$folder/releases/$to/manifest.json" ]; then exit {NO_OTHER}; fi
cd "$folder/releases/$to"
sed -n 's/^{{"path": "\\(.*\\)", "size": \\([0-9]*\\), .*$/\\2 .\\/\\1/p' manifest.json | sort > "$folder/.lock/wanted"
find . ! -type d -printf '%s %p\\n' | sort | comm -13 - "$folder/.lock/wanted" | grep -q . && exit {NOT_WHOLE}
cd "$folder"
show "$to"
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

#: Reads all files of the live release; prints a line for each that is not as its manifest says, or that it does not list.
READ_ALL = (
    _HEAD
    + """
cd "$folder/current/"
awk -F'"' '$2 == "path" { print $10 "  ./" $4 }' manifest.json | sha256sum -c --quiet 2>/dev/null | sed 's/: FAILED.*$//; s/^/- /' || true
find . ! -type d | awk -F'"' '
    NR == FNR { if ($2 == "path") listed["./" $4] = 1; next }
    !($0 in listed) && $0 != "./manifest.json" && $0 != "./manifest.json.sig" { print "+ " $0 }
' manifest.json - | sort
"""
)
