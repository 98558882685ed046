/** What iOS 14 and Chrome 87 lack of the language: a script of its own, which newer browsers do not fetch. */
import "core-js/actual/array/at.js";
import "core-js/actual/array/find-last.js";
import "core-js/actual/array/to-sorted.js";
import "core-js/actual/object/has-own.js";
import "core-js/actual/string/is-well-formed.js";
