"""Old letters in the blocks of a document, and capitals that only their look makes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsdesk.importing.legacy_text import Decoder
from newsdesk.importing.word.gathering import parts_of
from newsdesk.importing.word.pieces import Block, Box, Cell, Paragraph, Piece, Table, Words


def paragraphs_in(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Yield all paragraphs, those in tables and text boxes too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            for piece in block.pieces:
                if isinstance(piece, Box):
                    yield from paragraphs_in(piece.blocks)
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_in(cell.blocks)


def words_in(blocks: Sequence[Block]) -> Iterator[list[Words]]:
    """Yield the words of each paragraph."""
    for paragraph in paragraphs_in(blocks):
        yield [piece for piece in paragraph.pieces if isinstance(piece, Words)]


def observe_blocks(decoder: Decoder, blocks: Sequence[Block]) -> None:
    """Show ``decoder`` all paragraphs."""
    for words in words_in(blocks):
        decoder.observe(parts_of(words))


def decode_blocks(decoder: Decoder, blocks: Sequence[Block], doubted: dict[str, list[str]]) -> tuple[Block, ...]:
    """Return ``blocks`` in Unicode. Words of which that is doubtful come into ``doubted``, under their places."""
    return tuple(_decode(decoder, block, doubted) for block in blocks)


def _decode(decoder: Decoder, block: Block, doubted: dict[str, list[str]]) -> Block:
    if isinstance(block, Table):
        rows = tuple(
            tuple(
                Cell(decode_blocks(decoder, cell.blocks, doubted), cell.columns, cell.rows, cell.where) for cell in row
            )
            for row in block.rows
        )
        return replace(block, rows=rows)
    words = [piece for piece in block.pieces if isinstance(piece, Words)]
    texts, doubtful = decoder.decode(parts_of(words))
    if doubtful:
        doubted.setdefault(block.where, []).extend(doubtful)
    decoded = iter(zip(words, texts, strict=True))
    pieces: list[Piece] = []
    for piece in block.pieces:
        if isinstance(piece, Words):
            word, text = next(decoded)
            pieces.append(
                replace(
                    word,
                    text=text.upper() if word.look.capitals else text,
                    look=replace(word.look, font="", font_beyond="", capitals=False),
                )
            )
        elif isinstance(piece, Box):
            pieces.append(Box(decode_blocks(decoder, piece.blocks, doubted), piece.where))
        else:
            pieces.append(piece)
    return replace(block, pieces=tuple(pieces))
