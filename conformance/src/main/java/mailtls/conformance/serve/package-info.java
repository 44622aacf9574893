/** {@code mailtls serve}: IMAP, POP3 and SMTP on one machine, for trying clients on. */
@NullMarked
package mailtls.conformance.serve;

import org.jspecify.annotations.NullMarked;
