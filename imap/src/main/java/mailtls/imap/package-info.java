/** IMAP (RFC 9051 and RFC 3501): its table, its grammar, its replies. */
@NullMarked
package mailtls.imap;

import org.jspecify.annotations.NullMarked;
