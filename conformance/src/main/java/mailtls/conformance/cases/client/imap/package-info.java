/** What a hostile server says to clients of IMAP. */
@NullMarked
package mailtls.conformance.cases.client.imap;

import org.jspecify.annotations.NullMarked;
