/** How ships steer, guns aim and hits hurt. */
package starfall.rules;
