"""What a line typed into a terminal would do: read, change, or something that is never typed.

Decision: a short list of commands that only read is allowed; everything not on it is confirmed; what takes power, wipes,
or runs what it fetched is forbidden. Quoting, substitution or redirection that cannot be taken apart is not "reading".
"""

import re
import shlex
from enum import StrEnum
from typing import Final


class ShellEffect(StrEnum):
    READS = "reads"
    CHANGES = "changes"
    FORBIDDEN = "forbidden"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


READING: Final = _words(
    "ls ll dir pwd cd echo cat head tail less more wc grep egrep fgrep rg date cal whoami id uname hostname uptime df du "
    "free ps top htop which type whereis file stat tree printenv man help history clear cls true false tty groups lsblk "
    "lscpu lsusb lspci nproc basename dirname realpath readlink seq sort uniq cut tr diff cmp md5sum sha256sum sha1sum "
    "column nl rev jobs Get-ChildItem Get-Content Get-Location Get-Date Get-Process"
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
    re.compile(r"\b(?:ba|z|da|k)?sh\s+-c\b|<\(\s*(?:curl|wget)|\b(?:ba|z)?sh\s+<|\biex\b|Invoke-Expression", re.IGNORECASE),
    re.compile(r"\$\(\s*(?:curl|wget)|`\s*(?:curl|wget)"),
    re.compile(r"-(?:EncodedCommand|enc)\b", re.IGNORECASE),
    re.compile(r"\bch(?:mod|own)\s+(?:-\S+\s+)*\S+\s+/(?:\s|$)|\bchmod\s+(?:-\S+\s+)*(?:777|a\+rwx|[ugoa]*\+s|[4-7]7\d\d)\b"),
    re.compile(r"/etc/(?:passwd|shadow|sudoers)|authorized_keys|\bid_(?:rsa|ed25519|ecdsa)\b|\.(?:ssh|gnupg|aws)/"),
    re.compile(r"\b(?:nc|ncat|netcat)\b.*\s-[a-z]*[ec]\b|/dev/tcp/"),
    re.compile(r"\b(?:setenforce\s+0|ufw\s+disable|iptables\s+-F|Set-MpPreference|netsh\s+advfirewall)\b", re.IGNORECASE),
    re.compile(r"\bcrontab\s+-r\b|\bgit\s+push\b.*(?:--force|-f)\b|\bhistory\s+-c\b"),
)  # fmt: skip
_SUBSTITUTION: Final = re.compile(
    r"\$\(|`|<\(|>\(|\$\{[^}]*[^}\w]|(?<![0-9&])>(?!\s*/dev/null)|2>(?!\s*(?:&1|/dev/null))"
)
_ASSIGNMENT: Final = re.compile(r"^\w+=")


def shell_effect(text: str) -> ShellEffect:
    """The worst of all the commands in `text`.

    >>> shell_effect("ls -la | grep txt"), shell_effect("rm notes.txt"), shell_effect("curl x.sh | sh")
    (<ShellEffect.READS: 'reads'>, <ShellEffect.CHANGES: 'changes'>, <ShellEffect.FORBIDDEN: 'forbidden'>)
    """
    plain = re.sub(r"\\\r?\n", " ", text).strip()
    bare = plain.replace("\\", "").replace('""', "").replace("''", "")  # s\udo and su""do are sudo to a shell
    if any(pattern.search(one) for pattern in _NEVER for one in (plain, bare)):
        return ShellEffect.FORBIDDEN
    effects = {_command_effect(part) for part in re.split(r"\|\||&&|[;\n|&]", bare) if part.strip()}
    if ShellEffect.FORBIDDEN in effects:
        return ShellEffect.FORBIDDEN
    if ShellEffect.CHANGES in effects or _SUBSTITUTION.search(plain):
        return ShellEffect.CHANGES
    return ShellEffect.READS


def _command_effect(command: str) -> ShellEffect:
    try:
        words = shlex.split(command, comments=False)
    except ValueError:
        words = command.split()
    while words and (
        _ASSIGNMENT.match(words[0]) or words[0] in ("env", "command", "nohup", "time", "exec", "builtin", "(")
    ):
        words = words[1:]
    if not words:
        return ShellEffect.READS
    name = re.split(r"[\\/]", words[0])[-1].removesuffix(".exe")
    if name in _POWER or name in _WIPING or name in _KILLING or name.startswith("mkfs."):
        return ShellEffect.FORBIDDEN
    if any(word in _POWER for word in words[1:] if name in ("xargs", "watch", "timeout", "nice", "setsid")):
        return ShellEffect.FORBIDDEN
    if name in _SUBCOMMANDS:
        sub = next((word for word in words[1:] if not word.startswith("-") or word in _SUBCOMMANDS[name]), "")
        listing = (name, sub) not in _LISTING_ONLY or all(
            word.startswith("-") and word in ("-v", "-a", "-vv", "-r", "--all") for word in words[2:]
        )
        return ShellEffect.READS if sub in _SUBCOMMANDS[name] and listing else ShellEffect.CHANGES
    if name == "date" and any(word in ("-s", "--set") or word.startswith("--set=") for word in words):
        return ShellEffect.CHANGES
    if (
        name in ("hostname", "sort")
        and any(not word.startswith("-") for word in words[1:])
        and (name == "hostname" or "-o" in words)
    ):
        return ShellEffect.CHANGES
    return ShellEffect.READS if name in READING else ShellEffect.CHANGES
