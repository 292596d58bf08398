// Keys go to the reader without a click: as soon as its terminal is there, and whenever the page has the focus again.
const focusTerminal = () => document.querySelector(".xterm-helper-textarea")?.focus();
new MutationObserver(focusTerminal).observe(document.body, { attributeFilter: ["class"] });
addEventListener("focus", focusTerminal);
