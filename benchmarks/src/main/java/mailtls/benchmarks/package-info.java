/** What the hot paths cost. Each class says what it times, what it does not, and how it can mislead. */
@NullMarked
package mailtls.benchmarks;

import org.jspecify.annotations.NullMarked;
