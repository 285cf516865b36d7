// Single keys as shortcuts (`?`, `g` then a letter, `t` on the graph) can be switched off in the shortcut sheet:
// speech input types letters (WCAG 2.1.4). ⌘K always works.

const storageKey = 'freshet-single-keys';

export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    // Storage is blocked: the choice lasts for this page.
  }
}

/** True when a key press is text for a field, or belongs to an open dialog or menu, and so is no shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]',
    ) !== null
  );
}

/** True when this press is a single-key shortcut: no modifier, not typed into a field, and not switched off. */
export function isSingleKey(event: KeyboardEvent): boolean {
  return (
    !event.metaKey &&
    !event.ctrlKey &&
    !event.altKey &&
    !event.defaultPrevented &&
    !isTyping(event.target) &&
    areSingleKeysOn()
  );
}
