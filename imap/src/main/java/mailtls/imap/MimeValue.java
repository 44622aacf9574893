package mailtls.imap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mailtls.wire.Ascii;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteArrayBuffer;

/**
 * The value of a field with parameters, such as Content-Type (RFC 2045 section 5.1).
 *
 * @param text what stands in front of the parameters
 * @param parameters as they are written, in their order
 */
record MimeValue(String text, Map<String, String> parameters) {

    static MimeValue of(String field) {
        byte[] octets = Ascii.octets(field);
        RawBody body = RawFieldParser.DEFAULT.parseRawBody(
                new ByteArrayBuffer(octets, true), new ParserCursor(0, octets.length));
        var parameters = new LinkedHashMap<String, String>();
        for (NameValuePair parameter : body.getParams()) {
            if (!parameter.getName().isEmpty()) {
                parameters.put(parameter.getName(), Objects.requireNonNullElse(parameter.getValue(), ""));
            }
        }
        return new MimeValue(Objects.requireNonNullElse(body.getValue(), ""), parameters);
    }

    /** Returns a parameter, whatever the case of its name's letters. */
    Optional<String> parameter(String name) {
        return parameters.entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
