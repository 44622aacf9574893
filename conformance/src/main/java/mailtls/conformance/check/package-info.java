/** {@code mailtls check} and {@code mailtls explain}: the suite on the command line. */
@NullMarked
package mailtls.conformance.check;

import org.jspecify.annotations.NullMarked;
