package mailtls.conformance.serve;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mailtls.wire.Ascii;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The words that an option takes, and what each means. Upper or lower case does not matter.
 *
 * @param <T> what is chosen
 */
class Choice<T> implements ITypeConverter<T>, Iterable<String> {

    private final Map<String, T> meanings = new LinkedHashMap<>();

    /** Adds a word. */
    final Choice<T> word(String word, T meaning) {
        meanings.put(word, meaning);
        return this;
    }

    @Override
    public T convert(String word) {
        return Optional.ofNullable(meanings.get(Ascii.lower(word)))
                .orElseThrow(() -> new TypeConversionException(
                        "“" + word + "” is none of " + String.join(", ", meanings.keySet())));
    }

    /** Returns the words, for the completion of command lines. */
    @Override
    public Iterator<String> iterator() {
        return meanings.keySet().iterator();
    }
}
