/** Elements without markup: texts of a recording become text nodes and never anything else. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** False and undefined take the attribute away. */
export function setAttribute(of: Element, name: string, value: string | number | boolean | undefined): void {
  if (value === undefined || value === false) of.removeAttribute(name);
  else of.setAttribute(name, value === true ? '' : String(value));
}

export function icon(name: string): HTMLElement {
  return element('span', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });
}

/** @param label what the button does, for those who see the icon only by its name */
export function iconButton(iconName: string, label: string, press: () => void): HTMLButtonElement {
  const button = element(
    'button',
    { type: 'button', class: 'icon', title: label, 'aria-label': label },
    icon(iconName),
  );
  button.addEventListener('click', press);
  return button;
}
