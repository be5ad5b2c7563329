/** What entities are made of. */
package starfall.component;
