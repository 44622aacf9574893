/** SMTP (RFC 5321, RFC 3207, RFC 6409): one table for submission, and relay as its difference. */
@NullMarked
package mailtls.smtp;

import org.jspecify.annotations.NullMarked;
