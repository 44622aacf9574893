/** A server that misbehaves as a case has it, and what a client under test makes of it. */
@NullMarked
package mailtls.conformance.client;

import org.jspecify.annotations.NullMarked;
