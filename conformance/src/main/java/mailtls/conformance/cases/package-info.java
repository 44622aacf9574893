/** The cases of the suite. */
@NullMarked
package mailtls.conformance.cases;

import org.jspecify.annotations.NullMarked;
