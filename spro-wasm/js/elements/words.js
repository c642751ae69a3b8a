/** What the elements say themselves; labels, hints and messages about data come from the rulebook. */
const WORDS = {
  fr: {
    add: "Ajouter une ligne",
    duplicate: (n) => `Dupliquer la ligne ${n}`,
    remove: (n) => `Supprimer la ligne ${n}`,
    undo: "Annuler",
    redo: "Rétablir",
    row: (n) => `Ligne ${n}`,
    rowHeader: "Ligne",
    actions: "Actions",
    total: "Total",
    required: "obligatoire",
    computed: "calculé",
    example: (text) => `Exemple : ${text}`,
    indicators: "Indicateurs",
    absent: "—",
    severity: { error: "Erreur : ", warning: "À vérifier : ", info: "" },
    summary: (errors) => (errors === 1 ? "1 erreur à corriger" : `${errors} erreurs à corriger`),
    where: (row, field) => [row && `Ligne ${row}`, field].filter(Boolean).join(", "),
    colon: " : ",
    state: (errors, warnings) =>
      errors + warnings === 0
        ? "Aucune erreur."
        : [errors && (errors === 1 ? "1 erreur" : `${errors} erreurs`), warnings && `${warnings} à vérifier`]
            .filter(Boolean)
            .join(", ") + ".",
    empty: "Remplissez au moins une ligne.",
    loading: "Le formulaire se charge.",
    added: (n) => `Ligne ${n} ajoutée.`,
    removed: (n) => `Ligne ${n} supprimée ; « Annuler » la rétablit.`,
    pasted: (n) => (n === 1 ? "1 ligne collée." : `${n} lignes collées.`),
    keys: "Raccourcis clavier",
    keyList: [
      ["Entrée, ↓", "ligne suivante"],
      ["Maj + Entrée, ↑", "ligne précédente"],
      ["Ctrl + Entrée", "ajouter une ligne au-dessous"],
      ["Ctrl + D", "dupliquer la ligne"],
      ["Ctrl + Z, Ctrl + Y", "annuler, rétablir"],
      ["Ctrl + V", "coller un bloc d’un tableur"],
    ],
    draftRestored: "Brouillon retrouvé dans ce navigateur.",
    draftSent: "Un brouillon déjà envoyé est gardé dans ce navigateur.",
    draftResume: "Reprendre le brouillon",
    draftErase: "Effacer le brouillon",
    draftErased: "Brouillon effacé.",
    yes: "oui",
    no: "non",
  },
  en: {
    add: "Add a row",
    duplicate: (n) => `Duplicate row ${n}`,
    remove: (n) => `Remove row ${n}`,
    undo: "Undo",
    redo: "Redo",
    row: (n) => `Row ${n}`,
    rowHeader: "Row",
    actions: "Actions",
    total: "Total",
    required: "required",
    computed: "computed",
    example: (text) => `Example: ${text}`,
    indicators: "Indicators",
    absent: "—",
    severity: { error: "Error: ", warning: "To be checked: ", info: "" },
    summary: (errors) => (errors === 1 ? "1 error to mend" : `${errors} errors to mend`),
    where: (row, field) => [row && `Row ${row}`, field].filter(Boolean).join(", "),
    colon: ": ",
    state: (errors, warnings) =>
      errors + warnings === 0
        ? "No error."
        : [errors && (errors === 1 ? "1 error" : `${errors} errors`), warnings && `${warnings} to be checked`]
            .filter(Boolean)
            .join(", ") + ".",
    empty: "Fill in at least one row.",
    loading: "The form is loading.",
    added: (n) => `Row ${n} added.`,
    removed: (n) => `Row ${n} removed; “Undo” brings it back.`,
    pasted: (n) => (n === 1 ? "1 row pasted." : `${n} rows pasted.`),
    keys: "Keyboard shortcuts",
    keyList: [
      ["Enter, ↓", "next row"],
      ["Shift + Enter, ↑", "previous row"],
      ["Ctrl + Enter", "add a row below"],
      ["Ctrl + D", "duplicate the row"],
      ["Ctrl + Z, Ctrl + Y", "undo, redo"],
      ["Ctrl + V", "paste a block of a spreadsheet"],
    ],
    draftRestored: "A draft was found in this browser.",
    draftSent: "A draft that was sent is kept in this browser.",
    draftResume: "Take up the draft",
    draftErase: "Erase the draft",
    draftErased: "Draft erased.",
    yes: "yes",
    no: "no",
  },
};

/** The language of an element: its own `lang`, or that of the page; French where it is another one. */
export function languageOf(element) {
  const lang = element.closest("[lang]")?.lang ?? "";
  return lang.toLowerCase().startsWith("en") ? "en" : "fr";
}

export const wordsFor = (lang) => WORDS[lang];
