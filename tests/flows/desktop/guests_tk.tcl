# A form of two tabs for a guest; writes a line of JSON into the file it is given whenever one is saved.
# A kit without an accessibility tree, whose fields know no "select all" by Ctrl+A.
set book [lindex $argv 0]
wm title . "Guest book"
wm geometry . 520x420
foreach {variable value} {name "" country Austria nights 1 news 0} { set $variable $value }
ttk::notebook .n
pack .n -fill both -expand 1
foreach {page title} {guest Guest notes Notes} { .n add [ttk::frame .n.$page] -text $title }
set at .n.guest
ttk::entry $at.name -textvariable name
ttk::combobox $at.country -values {Austria France Spain Portugal} -textvariable country -state readonly
ttk::spinbox $at.nights -from 0 -to 30 -textvariable nights
foreach {field label} {name Name: country Country: nights Nights:} {
  grid [ttk::label $at.l$field -text $label] $at.$field -sticky w -padx 8 -pady 6
}
ttk::checkbutton $at.news -text "Send me the newsletter" -variable news
ttk::button $at.save -text "Save guest" -command save
ttk::label $at.said
foreach field {news save said} { grid $at.$field - -sticky w -padx 8 -pady 6 }
pack [ttk::label .n.notes.l -text Remarks] [text .n.notes.remarks -height 10 -width 50] -anchor w -padx 8 -pady 4
proc save {} {
  global book name country nights news
  if {$name eq ""} { .n.guest.said configure -text "Error: a name is required"; return }
  set remarks [string trim [.n.notes.remarks get 1.0 end]]
  set line [format {{"name": "%s", "country": "%s", "nights": %s, "news": %s, "remarks": "%s"}} \
    $name $country $nights [expr {$news ? "true" : "false"}] $remarks]
  set file [open $book a]
  puts $file $line
  close $file
  .n.guest.said configure -text "$name is in the book"
}
