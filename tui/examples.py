"""Examples of each verb: shown by its --help, and tried by a test."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "open": ("accord", "accord party:RWA overdue", "accord --read-only --as asel"),
    "status": (
        "accord status",
        "accord status in:WPA --strict",
        "accord status --line",
        "accord status --as-of -30d",
    ),
    "list": (
        "accord list",
        "accord list party:RWA overdue --json",
        "accord list due:<30d !critical --sort owner",
    ),
    "show": ("accord show WPA-3", "accord show WPA-3 WPA-4 --json"),
    "log": ("accord log --limit 10", "accord log WPA-3 --fields"),
    "diff": (
        "accord diff last",
        "accord diff 2025-09-25 now party:RWA",
        "accord diff -30d",
        "accord diff '#12' '#15' --json",
    ),
    "agreements": ("accord agreements", "accord agreements --json"),
    "parties": ("accord parties", "accord parties WPA"),
    "events": ("accord events", "accord events DOHA --json"),
    "add": (
        'accord add "Release 100 prisoners; owner DRC; to M23; due in 2 weeks" --agreement DOHA',
        'accord add "Reopen the road; owner DRC; due signing + 30 days; critical" --agreement WPA',
    ),
    "set": (
        'accord set WPA-1 "deadline=signing + 45 days" "reason=joint letter of 2 July"',
        'accord set WPA-4 WPA-7 status=stalled "note=no meeting since May"',
        "accord set WPA-7 after=WPA-6 parallel=WPA-3+WPA-4",
        'accord set DOHA-5 amount=40 unit=detainees source="Red Cross, 3 March"',
    ),
    "report": (
        'accord report WPA-3 --by USA --says not-done --source "Treasury, 2 March" --on 2026-03-02',
        "accord report WPA-3 --by DRC --says done --source minutes --text - < statement.txt",
    ),
    "note": (
        'accord note WPA-3 "called the ministry, no answer"',
        "accord note WPA-3 - < note.txt",
    ),
    "withdraw": ('accord withdraw DOHA-13 --reason "entered twice"',),
    "undo": ("accord undo", "accord undo 17"),
    "redo": ("accord redo",),
    "event": (
        "accord event list WPA",
        "accord event set WPA signing --on 2025-07-04 --dry-run",
        "accord event set WPA signing --on 2025-06-27",
        'accord event set DOHA handover --planned "in 2 weeks" --name "Handover of the posts"',
        "accord event set DOHA handover --unknown",
        "accord event set WPA withdrawal --completes WPA-3",
        "accord event set WPA withdrawal --completes none",
    ),
    "what-if": (
        'accord what-if "WPA:signing +30 days"',
        'accord what-if "WPA:signing 2025-07-01" "WPA-3 done 2026-01-05" --json',
    ),
    "agreement": (
        "accord agreement add KSR Kessar Accord --zone Africa/Juba --party GOV --party UN:monitor",
    ),
    "party": ('accord party add GOV "Government of Kessar" --kind state',),
    "seed": ("accord seed list", "accord seed load WPA DOHA", "accord seed load mine.toml"),
    "demo": ("accord demo", "accord demo status", "accord demo list overdue --json"),
    "paths": ("accord paths",),
    "backup": (
        "accord backup",
        "accord backup --to /srv/backups --keep 14",
        "accord backup --list",
    ),
    "restore": ("accord restore accord.backup-20261123T152000Z.db",),
    "store": ("accord store copy accord.db postgresql+psycopg://asel@host/accord",),
    "doctor": ("accord doctor", "accord doctor --store shared.db --read-only"),
    "verify": (
        "accord verify",
        "accord verify --head",
        "accord verify --json",
    ),
    "keys": ("accord keys", "accord keys --markdown"),
    "completion": (
        'eval "$(accord completion bash)"',
        'eval "$(accord completion zsh)"',
        "accord completion fish | source",
    ),
}
