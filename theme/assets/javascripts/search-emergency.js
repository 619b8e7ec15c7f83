/*
 * Which emergency numbers a query calls for: those of which it holds a word, even a misspelt long
 * one. It needs no index, so that it answers before anything is fetched.
 */
(function (scope) {
  "use strict";

  const analysis = scope.vademecum.analysis;
  // Least letters of a stem that may hold an error; never in its first letter: "manger" is no
  // "danger".
  const MISSPELT_FROM = 5;

  /*
   * Whole words, stop words too: "à la rue" calls for help, "rue" does not. Stems keep plurals and
   * genders together.
   */
  function stems(text) {
    return analysis.words(text).map(analysis.stem);
  }

  function isSame(word, wanted) {
    return (
      word === wanted ||
      (word.length >= MISSPELT_FROM &&
        wanted.length >= MISSPELT_FROM &&
        word[0] === wanted[0] &&
        scope.vademecum.spelling.distance(word, wanted, 1) <= 1)
    );
  }

  function holds(words, phrase) {
    return words.some((_, start) => phrase.every((wanted, place) => isSame(words[start + place] || "", wanted)));
  }

  /** From the words of each number, a function: text → places of the numbers it calls for. */
  function createEmergency(lists) {
    const phrases = lists.map((list) => list.map(stems).filter((phrase) => phrase.length));
    return function (text) {
      const words = stems(text.slice(0, 300));
      return phrases
        .map((list, place) => (list.some((phrase) => holds(words, phrase)) ? place : -1))
        .filter((place) => place >= 0);
    };
  }

  scope.vademecum.createEmergency = createEmergency;
})(self);
