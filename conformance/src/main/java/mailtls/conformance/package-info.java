/** The conformance suite, and the command line that runs it. */
@NullMarked
package mailtls.conformance;

import org.jspecify.annotations.NullMarked;
