/** The other end of a connection under test, octet by octet and segment by segment. */
@NullMarked
package mailtls.conformance.peer;

import org.jspecify.annotations.NullMarked;
