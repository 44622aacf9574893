package mailtls.relay;

import java.util.List;

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

    public Consignment {
        forwardPaths = List.copyOf(forwardPaths);
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }
}
