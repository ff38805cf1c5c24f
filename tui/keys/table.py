"""The table of actions: every key of the program, once. Bindings and key texts read it."""

from tui.keys.model import act, section

_MARKABLE = "overview list"
_ITEMS = "overview list detail timeline calendar blockers"
_IN_TIME = "timeline calendar"
_NUMBERED = "overview list detail timeline parties calendar"
_OF_ONE = "overview list timeline parties calendar"
"""Views that show one agreement, if one is chosen; the history always shows all."""
_ROWS = f"{_OF_ONE} history"

_MOVE = section(
    "MOVE",
    act("row_down", "j down", "down", "Go one row down.", partner="row_up"),
    act("row_up", "k up", "up", "Go one row up."),
    act("first_row", "g home", "first row", "Go to the first row.", partner="last_row"),
    act("last_row", "G end", "last row", "Go to the last row."),
    act("half_down", "ctrl+d", "half a page", "Go half a page down.", partner="half_up"),
    act("half_up", "ctrl+u", "half a page", "Go half a page up."),
    act("page_down", "pagedown", "a page", "Go a page down.", partner="page_up"),
    act("page_up", "pageup", "a page", "Go a page up."),
    act(
        "unfold",
        "l right",
        "unfold",
        "Open all groups again; in a tree, this branch.",
        "overview blockers",
    ),
    act(
        "fold",
        "h left",
        "fold",
        "Close the group, or the branch of a tree, under the cursor.",
        "overview blockers",
        partner="unfold",
    ),
    act(
        "next_number",
        "l right",
        "number",
        "Go to the next number of the line.",
        "parties matrix",
    ),
    act(
        "previous_number",
        "h left",
        "number",
        "Go to the number before it.",
        "parties matrix",
        hint=18,
        partner="next_number",
    ),
    act("later", "l right", "later", "Move the window of time, or the day, forward.", _IN_TIME),
    act(
        "earlier",
        "h left",
        "earlier",
        "Move the window of time, or the day, back.",
        _IN_TIME,
        hint=10,
        partner="later",
    ),
    act(
        "pane_down",
        "J",
        "scroll preview",
        "Scroll the preview down; the cursor stays.",
        _MARKABLE,
        partner="pane_up",
    ),
    act("pane_up", "K", "scroll preview", "Scroll the preview up; the cursor stays.", _MARKABLE),
    act(
        "next_group",
        "J",
        "next group",
        "Go to the next group.",
        "timeline",
        partner="previous_group",
    ),
    act(
        "next_month",
        "J",
        "next month",
        "Go to the next month.",
        "calendar",
        hint=11,
        partner="previous_month",
    ),
    act("previous_month", "K", "previous month", "Go to the month before.", "calendar"),
    act("previous_group", "K", "previous group", "Go to the group before.", "timeline"),
    act(
        "next_item",
        "J",
        "next",
        "Show the next commitment of the list.",
        "detail",
        hint=18,
        partner="previous_item",
    ),
    act("previous_item", "K", "previous", "Show the previous commitment of the list.", "detail"),
    act(
        "open",
        "enter",
        "open",
        "Open what is under the cursor.",
        f"{_ROWS} blockers matrix",
        hint=14,
    ),
    act("back", "escape backspace", "back", "Clear marks, then the filter; then go back."),
    act("leave", "q", "leave", "Leave the page; from a view, leave the program."),
    act("next_pane", "tab", "next pane", "Go to the next pane.", _ROWS, partner="previous_pane"),
    act("previous_pane", "shift+tab", "previous pane", "Go to the previous pane.", _ROWS),
    act("today", "t", "today", "Go to today's line.", "list timeline calendar", hint=28),
)

_VIEWS = section(
    "VIEWS",
    act("show_overview", "1", "Overview", "Show what is overdue, due and waiting."),
    act("show_list", "2", "List", "Show the commitments as a list."),
    act("show_timeline", "3", "Timeline", "Show the commitments along the days."),
    act("show_parties", "4", "Parties", "Show who owes what, and how much was on time."),
    act("show_calendar", "5", "Calendar", "Show the deadlines day by day."),
    act("show_history", "6", "History", "Show what was changed, when and by whom."),
    act("next_view", "right_square_bracket greater_than_sign", "next view", "Show the next view."),
    act(
        "previous_view",
        "left_square_bracket less_than_sign",
        "previous view",
        "Show the previous view.",
        partner="next_view",
    ),
)

_FIND = section(
    "FIND",
    act("narrow", "slash", "filter", "Narrow while typing: words and key:value.", _ROWS, hint=34),
    act("next_match", "n", "next match", "Go to the next match.", "list", partner="previous_match"),
    act("previous_match", "N", "previous match", "Go to the previous match.", "list"),
    act(
        "show_all",
        "ampersand",
        "all, matches lit",
        "Show all rows with the matches lit, or only the matches.",
        "list",
    ),
    act("pick_filters", "f", "pick filters", "Choose filters from lists.", _ROWS),
    act("saved_views", "F", "saved views", "Open, save, rename or delete views.", _ROWS),
    act("saved_view_7", "7", "view on 7", "Open the saved view on this key.", _ROWS),
    act("saved_view_8", "8", "view on 8", "Open the saved view on this key.", _ROWS),
    act("saved_view_9", "9", "view on 9", "Open the saved view on this key.", _ROWS),
    act("all_agreements", "0", "all agreements", "Show all agreements at once.", _OF_ONE),
    act(
        "choose_agreement",
        "c",
        "one agreement",
        "Choose the agreement to look at.",
        _OF_ONE,
        hint=45,
    ),
)

_MARK = section(
    "MARK",
    act("mark", "space", "mark", "Mark this row and go down.", _MARKABLE, hint=16),
    act("mark_range", "v", "mark a range", "Mark from here to the next v.", _MARKABLE),
    act("mark_all", "V", "mark all shown", "Mark all shown rows; again: none.", "list"),
)

_CHANGE = section(
    "CHANGE",
    act("status", "s", "status", "Change the status.", _ITEMS, hint=20),
    act("deadline", "d", "deadline", "Set or extend the deadline.", _ITEMS, hint=26),
    act("progress", "P", "progress", "Report an amount or a level.", _ITEMS, hint=22),
    act("who", "w", "owners, owed to", "Change owners and counterparts.", _ITEMS),
    act("tags", "number_sign", "tags", "Change the tags.", _ITEMS),
    act("pin", "asterisk", "pin to Overview", "Pin to the Overview, or unpin.", _ITEMS),
    act("add", "a", "add", "Add a commitment in one line.", hint=32),
    act("note", "A", "note", "Add a report, a note or evidence.", _ITEMS, hint=24),
    act("edit", "e", "edit", "Edit all fields in a form.", _ITEMS, hint=30),
    act("edit_text", "E", "edit as text", "Edit this or the marked rows in $EDITOR.", _ITEMS),
    act("event", "at", "event", "Set or move an event that deadlines hang on.", hint=29),
    act(
        "meet",
        "underscore",
        "instance met",
        "Say that an instance of a recurring duty was met, or arose.",
        _ITEMS,
    ),
    act(
        "agreement",
        "percent_sign",
        "agreement",
        "Edit the agreement: title, zone, calendar of working days.",
        _ITEMS,
    ),
    act("withdraw", "D", "withdraw", "Withdraw; asks first and can be undone.", _ITEMS),
    act("repeat", "full_stop", "repeat last change", "Repeat the last change here.", _ITEMS),
    act(
        "bring_back",
        "quotation_mark",
        "cut-off form",
        "Open a form that was cut off, or words that gave way.",
    ),
    act("undo", "u", "undo", "Take back the last step.", hint=48, partner="redo"),
    act("redo", "U ctrl+r", "redo", "Bring back the step taken back last."),
)

_SHOW = section(
    "SHOW",
    act("sort", "o", "sort", "Choose the order.", "list", hint=36),
    act("group", "o", "group", "Group by agreement, party or theme.", "timeline", hint=13),
    act(
        "matrix_rows",
        "o",
        "provision/theme",
        "Show themes, or provisions again.",
        "matrix",
        hint=20,
    ),
    act(
        "matrix_columns",
        "tab",
        "parties/status",
        "Show statuses across, or parties again.",
        "matrix",
        hint=21,
    ),
    act("turn_round", "O", "turn round", "Turn the order round.", "list", partner=""),
    act("by_theme", "o", "by theme", "Show themes, or parties again.", "parties", hint=36),
    act("columns", "C", "columns", "Show, hide and order the columns.", "list", hint=38),
    act("preview", "p", "preview", "Show or hide the preview.", "list", hint=42),
    act("zoom", "z", "zoom the pane", "Give this pane the whole screen, or back.", _MARKABLE),
    act("dates", "T", "dates, time left", "Show the time left, the date, or both.", _MARKABLE),
    act("finer", "plus", "zoom", "Show fewer days, wider.", "timeline", hint=12, partner="coarser"),
    act("coarser", "minus", "zoom", "Show more days, narrower.", "timeline"),
    act("why", "i", "why", "Say why it is here and how a number is counted.", _NUMBERED, hint=44),
    act(
        "what_if",
        "exclamation_mark",
        "what if",
        "See what would move if an event did; saves nothing.",
        "overview list detail timeline",
    ),
    act("blockers", "b", "what waits", "Show what this waits for and what waits for it.", _ITEMS),
    act("matrix", "M", "matrix", "Show one agreement as a matrix.", f"{_ROWS} detail"),
    act("item_history", "H", "its history", "Show the history of this commitment.", _ITEMS),
    act("as_of", "equals_sign", "as of", "Show everything as it was known at another moment."),
    act(
        "earlier_change",
        "left_parenthesis",
        "change by change",
        "Show everything as it was before the last change seen.",
        partner="later_change",
    ),
    act("later_change", "right_parenthesis", "change by change", "Show it after one change more."),
    act("since", "semicolon", "what changed", "Tell what changed since you last looked, and why."),
    act("who_is_here", "i", "who is here", "List who has the screens open here now.", "history"),
    act("hold", "W", "hold live updates", "Hold or resume live updates."),
    act("refresh_now", "r", "refresh", "Read everything again."),
    act("redraw", "ctrl+l", "draw again", "Draw the screen again."),
)

_OUT = section(
    "OUT",
    act(
        "report",
        "R",
        "report",
        "Report what is shown or marked, in six formats.",
        "overview list timeline calendar",
        hint=46,
    ),
    act(
        "copy_code",
        "y",
        "copy code",
        "Copy code and title; again: the command that shows it.",
        _ITEMS,
    ),
    act(
        "copy_markdown",
        "Y",
        "copy as text",
        "Copy as Markdown; in the Detail, the sentence to read aloud.",
        _ITEMS,
    ),
)

_OTHER = section(
    "OTHER",
    act("commands", "colon ctrl+p", "commands", "Find a command; :12 goes to number 12.", hint=50),
    act("help", "question_mark", "help", "List what can be done here.", hint=1),
    act("settings", "comma", "settings", "Look at and change the settings."),
    act("cancel", "ctrl+c", "cancel", "Cancel what runs; copy selected text."),
    act("suspend", "ctrl+z", "to the shell", "Go to the shell; fg comes back."),
    act("quit", "Q", "quit", "Leave the program at once."),
)

ACTIONS = (*_MOVE, *_VIEWS, *_FIND, *_MARK, *_CHANGE, *_SHOW, *_OUT, *_OTHER)
"""All actions, in the order of help."""
