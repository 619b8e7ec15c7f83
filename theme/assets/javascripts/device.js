/*
 * What a device keeps for a person, and nothing else: texts under a name, and the place chosen.
 * Storage may be refused (private windows) and what it holds be damaged: then nothing is kept.
 */
(function (scope) {
  "use strict";

  const PLACE = "vademecum:place";

  /** The text kept under a name, or null. */
  function read(name) {
    try {
      return localStorage.getItem(name);
    } catch (refused) {
      return null;
    }
  }

  /** Keeps a text under a name, or with null forgets it. False if the device refuses. */
  function write(name, text) {
    try {
      if (text === null) {
        localStorage.removeItem(name);
      } else {
        localStorage.setItem(name, text);
      }
      return true;
    } catch (refused) {
      return false;
    }
  }

  /** What was kept under a name as JSON; null if there is nothing that can be read. */
  function readValue(name) {
    try {
      return JSON.parse(read(name));
    } catch (damaged) {
      return null;
    }
  }

  /** The place a person chose: {id, name, areas, commune}, its areas from the narrowest on; or null. */
  function place() {
    const kept = readValue(PLACE);
    if (!kept || typeof kept.id !== "string" || typeof kept.name !== "string" || !Array.isArray(kept.areas)) {
      return null;
    }
    const areas = kept.areas.filter((area) => typeof area === "string");
    return { id: kept.id, name: kept.name, areas: areas, commune: kept.commune === true };
  }

  function keepPlace(chosen) {
    return write(PLACE, chosen && JSON.stringify(chosen));
  }

  scope.vademecum = scope.vademecum || {};
  scope.vademecum.device = { read: read, write: write, readValue: readValue, place: place, keepPlace: keepPlace };
})(self);
