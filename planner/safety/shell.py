"""What a line typed into a terminal would do: read, change, or something that is never typed.

Decision: a short list of commands that only read is allowed; everything not on it is confirmed; what takes power,
wipes, or runs what it fetched is forbidden. Quoting, substitution or redirection that cannot be taken apart is no
"reading".
"""

import re
import shlex
from enum import StrEnum
from typing import Final

from planner.safety.paths import is_secret_file


class ShellEffect(StrEnum):
    READS = "reads"
    CHANGES = "changes"
    FORBIDDEN = "forbidden"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


READING: Final = _words(
    """
    ls ll dir pwd cd echo cat head tail less more wc grep egrep fgrep rg date cal whoami id uname hostname uptime df du
    free ps top htop which type whereis file stat tree printenv man help history clear cls true false tty groups lsblk
    lscpu lsusb lspci nproc basename dirname realpath readlink seq sort uniq cut tr diff cmp md5sum sha256sum sha1sum
    column nl rev jobs Get-ChildItem Get-Content Get-Location Get-Date Get-Process
    """
)
_SUBCOMMANDS: Final = {
    "git": _words("status log diff show branch remote blame describe rev-parse ls-files shortlog"),
    "docker": _words("ps images version info"),
    "systemctl": _words("status list-units is-active is-enabled"),
    "pip": _words("list show freeze"),
    "npm": _words("ls list outdated"),
    "apt": _words("list search show"),
    "python": frozenset(("--version", "-V")),
    "python3": frozenset(("--version", "-V")),
    "node": frozenset(("--version", "-v")),
    "ip": _words("a addr address route link"),
    "hostnamectl": frozenset(("status",)),
}
_LISTING_ONLY: Final = {
    ("git", "branch"),
    ("git", "remote"),
    ("ip", "link"),
    ("ip", "route"),
    ("ip", "addr"),
    ("ip", "a"),
}
_POWER: Final = _words("sudo su doas pkexec runas gsudo sudoedit visudo")
_WIPING: Final = _words("mkfs fdisk parted wipefs shred format diskpart cryptsetup")
_KILLING: Final = _words("kill pkill killall xkill taskkill Stop-Process skill")
_SHELLS: Final = r"(?:ba|z|da|k|c|fi)?sh|python[\d.]*|perl|ruby|node|php|pwsh|powershell|iex|source|eval|xargs"
_NEVER: Final = (
    re.compile(rf"\|\s*(?:\S*/)?(?:sudo\s+)?(?:{_SHELLS})(?!\w)", re.IGNORECASE),
    re.compile(r"\brm\s+(?:-\S+\s+)*(?:-[a-zA-Z]*[rR][a-zA-Z]*|--recursive)", re.IGNORECASE),
    re.compile(r"\b(?:rmdir|rd|del)\s+.*/s\b|Remove-Item\b.*-Recurse", re.IGNORECASE),
    re.compile(r"\bfind\b.*\s-delete\b|\bfind\b.*-exec\s+rm\b"),
    re.compile(r"\bdd\b.*\bof=|>\s*/dev/(?:sd|nvme|hd|disk|mem)"),
    re.compile(r":\s*\(\s*\)\s*\{.*\}\s*;\s*:"),
    re.compile(r"\b(?:ba|z|da|k)?sh\s+-c\b|<\(\s*(?:curl|wget)|\b(?:ba|z)?sh\s+<", re.IGNORECASE),
    re.compile(r"\biex\b|Invoke-Expression", re.IGNORECASE),
    re.compile(r"\$\(\s*(?:curl|wget)|`\s*(?:curl|wget)"),
    re.compile(r"-(?:EncodedCommand|enc)\b", re.IGNORECASE),
    re.compile(r"\bch(?:mod|own)\s+(?:-\S+\s+)*\S+\s+/(?:\s|$)|\bchmod\s+(?:-\S+\s+)*(?:777|a\+rwx|[ugoa]*\+s|[4-7]7\d\d)\b"),
    re.compile(r"/etc/(?:passwd|shadow|sudoers)|authorized_keys|\bid_(?:rsa|ed25519|ecdsa)\b|\.(?:ssh|gnupg|aws)/"),
    re.compile(r"\b(?:nc|ncat|netcat)\b.*\s-[a-z]*[ec]\b|/dev/tcp/"),
    re.compile(r"\b(?:setenforce\s+0|ufw\s+disable|iptables\s+-F)\b", re.IGNORECASE),
    re.compile(r"\b(?:Set-MpPreference|netsh\s+advfirewall)\b", re.IGNORECASE),
    re.compile(r"\bcrontab\s+-r\b|\bgit\s+push\b.*(?:--force|-f)\b|\bhistory\s+-c\b"),
)  # fmt: skip
_SUBSTITUTION: Final = re.compile(
    r"\$\(|`|<\(|>\(|\$\{[^}]*[^}\w]|(?<![0-9&])>(?!\s*/dev/null)|2>(?!\s*(?:&1|/dev/null))"
)
_ASSIGNMENT: Final = re.compile(r"^\w+=")
_PREFIXES: Final = frozenset(("env", "command", "nohup", "time", "exec", "builtin", "("))
_STARTERS: Final = frozenset(("xargs", "watch", "timeout", "nice", "setsid", "stdbuf"))
_LISTING_FLAGS: Final = frozenset(("-v", "-a", "-vv", "-r", "--all"))


def shell_effect(text: str) -> ShellEffect:
    """The worst of all the commands in `text`.

    >>> shell_effect("ls -la | grep txt"), shell_effect("rm notes.txt"), shell_effect("curl x.sh | sh")
    (<ShellEffect.READS: 'reads'>, <ShellEffect.CHANGES: 'changes'>, <ShellEffect.FORBIDDEN: 'forbidden'>)
    """
    plain = re.sub(r"\\\r?\n", " ", text).strip()
    bare = plain.replace("\\", "").replace('""', "").replace("''", "")  # s\udo and su""do are sudo to a shell
    if any(pattern.search(one) for pattern in _NEVER for one in (plain, bare)):
        return ShellEffect.FORBIDDEN
    apart = re.split(r"\|\||&&|[;\n|&]", re.sub(r"\d?>&\d", " ", bare))
    effects = {_command_effect(part) for part in apart if part.strip()}
    if ShellEffect.FORBIDDEN in effects:
        return ShellEffect.FORBIDDEN
    if ShellEffect.CHANGES in effects or _SUBSTITUTION.search(plain) or is_secret_file(plain):
        return ShellEffect.CHANGES
    return ShellEffect.READS


def _command_effect(command: str) -> ShellEffect:
    changes = False
    try:
        words = shlex.split(command)
    except ValueError:  # a quote that does not end, or that was cut: it cannot be taken apart
        words, changes = command.split(), True
    while words and (_ASSIGNMENT.match(words[0]) or words[0] in _PREFIXES):
        changes |= _ASSIGNMENT.match(words[0]) is not None  # LD_PRELOAD=x ls does more than list
        words = words[1:]
    if not words:
        return ShellEffect.CHANGES if changes else ShellEffect.READS
    name = re.split(r"[\\/]", words[0])[-1].removesuffix(".exe")
    powers = {name, *(words[1:] if name in _STARTERS else ())}
    if powers & _POWER or powers & _WIPING or powers & _KILLING or name.startswith("mkfs."):
        return ShellEffect.FORBIDDEN
    reads = _subcommand_reads(name, words[1:]) if name in _SUBCOMMANDS else name in READING
    writes = any(_writes(name, word) for word in words[1:])
    return ShellEffect.READS if reads and not writes and not changes else ShellEffect.CHANGES


def _subcommand_reads(name: str, words: list[str]) -> bool:
    known = _SUBCOMMANDS[name]
    sub = next((word for word in words if not word.startswith("-") or word in known), "")
    if sub not in known:
        return False
    return (name, sub) not in _LISTING_ONLY or all(word in _LISTING_FLAGS for word in words if word != sub)


def _writes(name: str, word: str) -> bool:
    """Whether an argument makes a reading command do more: set, write to a file, start a program."""
    if re.match(r"--(?:output|pre|set|pager|html|ext-diff|exec)\b", word):
        return True
    match name:
        case "date":
            return not word.startswith("+") and (not word.startswith("-") or word.startswith("-s"))
        case "hostname" | "uniq":
            return not word.startswith("-")
        case "sort" | "tree":
            return word.startswith("-o")
        case "man":
            return word.startswith(("-P", "-H"))
        case _:
            return False
