package mailtls.relay;

import java.util.List;
import mailtls.smtp.SmtpMail;

/**
 * A message, and who gets it in one domain.
 *
 * @param domain of the recipients
 * @param reversePath where failures are told
 * @param forwardPaths who gets it
 * @param content the message, lines ended by CRLF
 * @param wish what its sender wants of TLS
 */
public record Consignment(String domain, String reversePath, List<String> forwardPaths, byte[] content, Wish wish) {

    /**
     * Makes a consignment.
     *
     * @throws IllegalArgumentException if no host could be offered it: an address is none, or CR, LF or NUL stand alone in the
     *     content
     */
    public Consignment {
        forwardPaths = List.copyOf(forwardPaths);
        content = content.clone();
        new SmtpMail(reversePath, forwardPaths, content); // says so before a host is asked
    }

    @Override
    public byte[] content() {
        return content.clone();
    }
}
