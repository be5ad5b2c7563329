/** What happens in a tick. */
package starfall.system;
