"""The page of figures ("Thống kê truy cập") of a site with a visit counter."""
