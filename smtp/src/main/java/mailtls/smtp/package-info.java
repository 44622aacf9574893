/**
 * SMTP (RFC 5321) with STARTTLS (RFC 3207) and implicit TLS (RFC 8314): one table for submission, and the MX as its
 * difference.
 */
@NullMarked
package mailtls.smtp;

import org.jspecify.annotations.NullMarked;
