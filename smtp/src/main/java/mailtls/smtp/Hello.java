package mailtls.smtp;

/**
 * How the client introduced itself over this channel.
 *
 * @param name who it says it is; nobody has checked (RFC 5321 section 4.1.4)
 * @param isExtended whether by EHLO: only then has it been told which extensions there are
 */
record Hello(Domain name, boolean isExtended) {}
