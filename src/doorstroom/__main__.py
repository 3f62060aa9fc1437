"""``python -m doorstroom`` does what ``doorstroom`` does."""

from doorstroom.cli import main

if __name__ == "__main__":
    main()
