/** Puts entities together. */
package starfall.factory;
