/** One message taken to its domain as a relay would, with all that it finds and tries said aloud. */
@NullMarked
package mailtls.conformance.deliver;

import org.jspecify.annotations.NullMarked;
