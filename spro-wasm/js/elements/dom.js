/** An element with attributes and children; what is null or false is left out. Never parses HTML. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets an attribute only where it changes, and takes it away for null. */
export function setAttribute(element, name, value) {
  if (value === null) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

export const button = (part, label, action, attributes = {}) =>
  make("button", { type: "button", part: `button ${part}`, onclick: action, ...attributes }, label);

const SVG = "http://www.w3.org/2000/svg";
const ICONS = { duplicate: "M6 6h11v11H6zM3 14V3h11", remove: "M5 5l10 10M15 5L5 15" };

/** A small drawing in the colour of the text; the button that holds it has the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const set = { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true", focusable: "false" };
  for (const [key, value] of Object.entries(set)) svg.setAttribute(key, value);
  const stroke = { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 2 };
  for (const [key, value] of Object.entries(stroke)) path.setAttribute(key, value);
  svg.append(path);
  return svg;
}
