/**
 * Shows a run: its progress, a table, a picture and a file of figures. Depends on what was measured
 * and on the scenario.
 */
@NullMarked
package dev.mayfly.examples.swarm.report;

import org.jspecify.annotations.NullMarked;
