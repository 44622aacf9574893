/** Somebody between a real client and a real server, for a lab. */
@NullMarked
package mailtls.conformance.mitm;

import org.jspecify.annotations.NullMarked;
