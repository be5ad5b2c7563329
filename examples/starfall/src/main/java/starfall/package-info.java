/** A little game of miners, raiders and rocks, on Artemis-odb alone. */
package starfall;
