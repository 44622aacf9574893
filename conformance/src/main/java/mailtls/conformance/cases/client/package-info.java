/** The cases of clients: what a hostile server says to them. */
@NullMarked
package mailtls.conformance.cases.client;

import org.jspecify.annotations.NullMarked;
