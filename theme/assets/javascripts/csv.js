/*
 * Rows of text as a CSV file that French and Dutch spreadsheets open as it is: semicolons, a mark
 * of UTF-8 first, and no cell that a spreadsheet would run as a formula. Values in, text out.
 */
(function (scope) {
  "use strict";

  const MARK = "\ufeff";

  // What a spreadsheet takes for a formula, also after spaces and in wide letters.
  const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

  function cell(value) {
    const text = FORMULA.test(value) ? "'" + value : value;
    return /[";\r\n]|^\s|\s$/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  /** The file's text from rows of strings. */
  function write(rows) {
    return MARK + rows.map((row) => row.map(cell).join(";") + "\r\n").join("");
  }

  scope.vademecum = scope.vademecum || {};
  scope.vademecum.csv = { write: write };
})(self);
