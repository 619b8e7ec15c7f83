/*
 * Which pages a choice of filters lets through, and how many each further choice would leave.
 */
(function (scope) {
  "use strict";

  const FOR_EVERYONE = "tous-publics";

  /*
   * The values of a page under each filter; null where it passes every choice, because it is for
   * everyone, everywhere, or not of the kind the filter speaks of.
   */
  const VALUES = {
    theme: (document) => document.themes || [],
    area: (document) => document.areas || null,
    audience: (document) =>
      !document.audiences || document.audiences.includes(FOR_EVERYONE) ? null : document.audiences,
    country: (document) => document.countries || null,
    kind: (document) => (document.sort ? [document.kind, document.sort] : [document.kind]),
    state: (document) => [document.closed ? "closed" : "open"],
  };
  const NAMES = Object.keys(VALUES);

  function passesOne(document, name, choice) {
    const values = choice ? VALUES[name](document) : null;
    return values === null || values.includes(choice);
  }

  /** Filters name one choice each or nothing. */
  function passes(document, filters) {
    return NAMES.every((name) => passesOne(document, name, filters[name]));
  }

  function areSet(filters) {
    return NAMES.some((name) => filters[name]);
  }

  /**
   * For each filter, how many of the pages each choice would leave, the other filters being as
   * they are: {theme: {all: 12, of(choice)}, …}.
   */
  function count(documents, filters) {
    const tallies = {};
    for (const name of NAMES) {
      tallies[name] = { all: 0, everywhere: 0, values: new Map() };
    }
    for (const document of documents) {
      const failed = NAMES.filter((name) => !passesOne(document, name, filters[name]));
      if (failed.length > 1) {
        continue;
      }
      for (const name of failed.length ? failed : NAMES) {
        const tally = tallies[name];
        const values = VALUES[name](document);
        tally.all++;
        if (values === null) {
          tally.everywhere++;
        } else {
          values.forEach((value) => tally.values.set(value, (tally.values.get(value) || 0) + 1));
        }
      }
    }
    for (const name of NAMES) {
      const tally = tallies[name];
      tally.of = (choice) =>
        choice ? tally.everywhere + (tally.values.get(choice) || 0) : tally.all;
    }
    return tallies;
  }

  scope.vademecum = scope.vademecum || {};
  scope.vademecum.filters = { NAMES: NAMES, areSet: areSet, count: count, passes: passes };
})(self);
