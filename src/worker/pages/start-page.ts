// Goes on by itself where scripts run; the button is for where they do not.
document.querySelector('form')?.requestSubmit()
